// A talk as data (talk_words.py) -> a deck by PptxGenJS, as its documentation does it.
//
// Run: NODE_PATH=FOLDER/node_modules node talk_pptxgenjs.cjs TALK.json OUT.pptx
//
// One master with placeholders for title and body, language and direction wherever the API takes
// them, a native chart, alternative texts and notes.

const { readFileSync } = require("node:fs");
const PptxGenJS = require("pptxgenjs");

const [source, target] = process.argv.slice(2);
const talk = JSON.parse(readFileSync(source, "utf8"));
const colour = (name) => talk.colours[name].slice(1);
const side = talk.rtl ? "right" : "left";
const WIDE = 13.33;
// Places are mirrored by hand: the library only knows left to right.
const placed = ({ x, y, w, h }) => ({ x: talk.rtl ? WIDE - x - w : x, y, w, h });
const common = { lang: talk.language, rtlMode: talk.rtl, align: side };

const TITLE = placed({ x: 0.6, y: 0.3, w: 12.1, h: 1.1 });
const BODY = placed({ x: 0.6, y: 1.6, w: 7.2, h: 5.1 });
const PICTURE = placed({ x: 8.2, y: 1.6, w: 4.6, h: 5.1 });
const NOTE = placed({ x: 8.2, y: 5.4, w: 4.6, h: 1.4 });
const ALL = placed({ x: 0.6, y: 1.6, w: 12.1, h: 5.1 });
const STRIP = placed({ x: 0.6, y: 1.5, w: 12.1, h: 1.9 });
const UNDER = placed({ x: 0.6, y: 3.6, w: 12.1, h: 3.2 });

const pptx = new PptxGenJS();
pptx.layout = "LAYOUT_WIDE";
pptx.title = talk.title;
pptx.author = talk.author;
pptx.rtlMode = talk.rtl;
pptx.theme = { headFontFace: talk.faces.headline, bodyFontFace: talk.faces.regular };
const heading = { ...common, fontFace: talk.faces.headline, fontSize: 36, color: colour("red") };
const running = { ...common, fontFace: talk.faces.regular, fontSize: 20, color: colour("ink") };

function master(title, body) {
  pptx.defineSlideMaster({
    title,
    background: { color: colour("paper") },
    objects: [
      { placeholder: { options: { name: "title", type: "title", ...TITLE, ...heading }, text: "" } },
      { placeholder: { options: { name: "body", type: "body", ...body, ...running }, text: "" } },
    ],
    slideNumber: { x: talk.rtl ? 0.4 : 12.4, y: 7.0, fontSize: 12, color: colour("ink") },
  });
}

master("PICTURE", BODY);
master("STEPS", UNDER);
master("TITLE_ONLY", ALL);

const within = (box, picture) => {
  const scale = Math.min(box.w / picture.w, box.h / picture.h);
  const [w, h] = [picture.w * scale, picture.h * scale];
  return { x: box.x + (box.w - w) / 2, y: box.y + (box.h - h) / 2, w, h };
};

function runs(blocks) {
  const bullets = { list: { bullet: true }, steps: { bullet: { type: "number" } } };
  return blocks.flatMap((block) =>
    (block.texts ?? []).map((text) => ({
      text,
      options: { ...running, breakLine: true, ...bullets[block.kind] },
    })),
  );
}

function addChart(slide, chart) {
  slide.addChart(
    pptx.ChartType.bar,
    [{ name: chart.unit, labels: chart.labels, values: chart.values }],
    {
      ...BODY, lang: talk.language, altText: `${chart.unit}: ${chart.labels.join("; ")}`,
      barDir: "bar", chartColors: [colour("red")], showValue: true, dataLabelFormatCode: "0.0",
      showTitle: true, title: chart.unit, titleFontFace: talk.faces.regular,
      catAxisLabelFontFace: talk.faces.regular, catAxisOrientation: "maxMin",
      valAxisOrientation: talk.rtl ? "maxMin" : "minMax", valAxisHidden: true,
    },
  );
}

function addTable(slide, table) {
  // There is no tblPr rtl: the columns of a table from right to left are turned by hand.
  const rows = table.rows.map((row, number) => {
    const cells = row.map((text) => ({ text, options: { ...running, bold: number === 0, fontSize: 16 } }));
    return talk.rtl ? cells.reverse() : cells;
  });
  slide.addTable(rows, { ...ALL, border: { type: "solid", pt: 1, color: colour("stone") } });
}

for (const content of talk.slides) {
  const kinds = new Map(content.blocks.map((block) => [block.kind, block]));
  const isSteps = kinds.has("steps");
  const [chart, table] = [kinds.get("chart"), kinds.get("table")];
  const masterName = isSteps ? "STEPS" : chart || table ? "TITLE_ONLY" : "PICTURE";
  const slide = pptx.addSlide({ masterName });
  slide.addText(content.title, { placeholder: "title", ...heading });
  const words = runs(content.blocks);
  if (chart) addChart(slide, chart);
  if (table) addTable(slide, table);
  if (chart) slide.addText(words, { ...NOTE, ...running, fontSize: 14 });
  else if (words.length) slide.addText(words, { placeholder: "body", ...running });
  content.pictures.forEach((picture, number) => {
    const count = content.pictures.length;
    const column = talk.rtl ? count - 1 - number : number;
    const box = isSteps
      ? { x: STRIP.x + (column * STRIP.w) / count, y: STRIP.y, w: STRIP.w / count, h: STRIP.h }
      : PICTURE;
    slide.addImage({ path: picture.file, altText: picture.alt, ...within(box, picture) });
  });
  if (content.notes.length) slide.addNotes(content.notes.join("\n"));
}

pptx.writeFile({ fileName: target });
