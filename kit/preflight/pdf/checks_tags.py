"""The table of checks of tags: of what makes a PDF readable for people who do not see it."""

from kit.preflight.pdf import (
    check_content,
    check_elements,
    check_fonts,
    check_links,
    check_reading,
)
from kit.preflight.pdf.check import ARCHIVE, NOTE, UA, WARNING, Check

TAG_CHECKS = (
    Check(
        "pdf-title",
        check_reading.title,
        "fill in the title of the template",
        breaks=(UA,),
    ),
    Check(
        "pdf-title-shown",
        check_reading.title_shown,
        "set DisplayDocTitle, so that a window and a screen reader name the document",
        breaks=(UA,),
    ),
    Check(
        "pdf-no-tags",
        check_reading.tagged,
        "build the file again; printing to PDF takes the tags out",
        breaks=(UA, ARCHIVE),
    ),
    Check(
        "pdf-language",
        check_reading.languages,
        "set Lang to the language tag of the text, such as mn or sw",
        breaks=(UA, ARCHIVE),
    ),
    Check(
        "pdf-script",
        check_reading.scripts,
        "mark the text with the language in which it is written, or translate it",
        WARNING,
    ),
    Check(
        "pdf-untagged",
        check_content.untagged,
        "tag what is to be read, and mark the rest as Artifact",
        breaks=(UA,),
    ),
    Check(
        "pdf-twice-tagged",
        check_content.twice_tagged,
        "each piece is read once, or is decoration",
        breaks=(UA,),
    ),
    Check(
        "pdf-marked-content",
        check_content.marked_content,
        "each content has a number of its own on its page, and one tag holds it",
        breaks=(UA,),
    ),
    Check(
        "pdf-parent-tree",
        check_content.parent_tree,
        "build the file again; a program has changed pages without their tags",
        breaks=(UA,),
    ),
    Check(
        "pdf-link-tag",
        check_links.link_tags,
        "each link stands in one tag Link, each field in one tag Form, each by an OBJR",
        breaks=(UA,),
    ),
    Check(
        "pdf-link-text",
        check_links.link_texts,
        "say in Contents where the link leads",
        breaks=(UA,),
    ),
    Check(
        "pdf-field-name",
        check_links.field_names,
        "say in TU what is to be filled in",
        breaks=(UA,),
    ),
    Check(
        "pdf-tab-order",
        check_links.tab_order,
        "set Tabs to S on each page with links or fields",
        breaks=(UA,),
    ),
    Check(
        "pdf-structure-type",
        check_elements.structure_types,
        "use the types of the PDF standard, or map others to them (RoleMap)",
        breaks=(UA,),
    ),
    Check(
        "pdf-nesting",
        check_elements.nesting,
        "L holds LI; LI holds Lbl and LBody; Table holds TR; TR holds TH and TD",
        breaks=(UA,),
    ),
    Check(
        "pdf-empty-tag",
        check_elements.empty_elements,
        "take the tag out, or put its content in",
        WARNING,
    ),
    Check(
        "pdf-heading",
        check_elements.heading_levels,
        "begin with H1, then go down one level at a time",
        breaks=(UA,),
    ),
    Check(
        "pdf-main-heading",
        check_elements.main_headings,
        "make one of them H1 and the others H2",
        WARNING,
    ),
    Check(
        "pdf-table-head",
        check_elements.table_heads,
        "set Scope to Row, Column or Both",
        breaks=(UA,),
    ),
    Check(
        "pdf-table-cells",
        check_elements.table_cells,
        "give each row as many cells as the table has columns, or set ColSpan",
        breaks=(UA,),
    ),
    Check(
        "pdf-alt-text",
        check_elements.alternative_texts,
        "write what the picture shows, in the language of the page",
        breaks=(UA, ARCHIVE),
    ),
    Check(
        "pdf-figure-box",
        check_elements.figure_boxes,
        "set BBox in the layout attributes of the Figure",
        NOTE,
    ),
    Check(
        "pdf-font-text",
        check_fonts.unicode_texts,
        "build the file again; a program has changed the font (ToUnicode)",
        breaks=(UA,),
    ),
)
