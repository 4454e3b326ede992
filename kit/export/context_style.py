"""Nothing in; the look of the index of messages and its search field out, as CSS and script."""

STYLE = """
:root{color-scheme:light;--ink:#2a1a1e;--line:#d8d0ca;--blue:#0b57d0}
*{box-sizing:border-box}
body{margin:0 auto;max-width:70rem;padding:1rem;color:var(--ink);background:#fff;
 font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.2}
h2{margin-top:2.5rem}
h3{font-size:1.05rem;margin:0 0 .4rem}
a{color:var(--blue)}
:target{outline:3px solid var(--blue);outline-offset:4px}
article,.page{border-top:1px solid var(--line);padding:1rem 0}
.text{white-space:pre-line}
.own{display:block;font-size:1.15rem;text-align:start}
.columns{writing-mode:vertical-lr;max-height:22rem}
.state{font-weight:700}
.missing,.fuzzy{color:#a3001b}
.reviewed{color:#1b6b2f}
.about,.places{margin:.4rem 0;padding:0;list-style:none}
.about{color:#5b4a4e;font-size:.92rem}
.places{display:flex;flex-wrap:wrap;gap:.8rem}
.places a{display:block;font-size:.85rem;max-width:300px}
.crop{display:block;overflow:hidden;border:1px solid var(--line);box-sizing:content-box}
.crop img{display:block;max-width:none}
.whole{display:block;max-width:100%;height:auto;margin:.5rem 0}
.boxes{padding-inline-start:2.2rem}
.find{position:sticky;top:0;z-index:1;margin:0;padding:.5rem 0;background:#fff}
.find input{font:inherit;width:100%;padding:.4rem}
@media print{
 body{max-width:none;font-size:10pt}
 .find,nav{display:none}
 a{color:inherit;text-decoration:none}
 article,.page{break-inside:avoid}
}
"""
# The index needs no script: this one shows the field and hides messages without its words. It has
# no sign that XML would take for markup.
SCRIPT = """
const field = document.getElementById("find");
field.closest("p").hidden = false;
field.addEventListener("input", () => {
  const words = field.value.toLowerCase();
  document.querySelectorAll("article").forEach(each => {
    each.hidden = !each.textContent.toLowerCase().includes(words);
  });
});
"""
