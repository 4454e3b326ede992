"""A bar chart's values -> a native chart that can be edited, in the chart placeholder."""

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.plot import BarPlot
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.shapes.placeholder import ChartPlaceholder
from pptx.text.text import Font
from pptx.util import Pt

from kit.export.slides.oxml import Element, describe, mark_language, mend_chart, node
from kit.export.slides.style import DeckStyle
from kit.layout.deck import SlideChart
from kit.layout.slide_chart import GAP, VALUE_SCALE, plot_shares

BAR, MARKED_BAR = MSO_THEME_COLOR.ACCENT_6, MSO_THEME_COLOR.ACCENT_1  # stone, red


def add_chart(placeholder: ChartPlaceholder, item: SlideChart, style: DeckStyle) -> Element:
    """Put a chart into its placeholder and return the frame, which stays a placeholder."""
    content = CategoryChartData(item.number_format)  # type: ignore[no-untyped-call]
    content.categories = item.labels
    content.add_series(item.name, item.values)  # type: ignore[no-untyped-call]
    width = placeholder.width.pt
    kind = XL_CHART_TYPE.BAR_CLUSTERED
    frame = placeholder.insert_chart(kind, content)  # type: ignore[no-untyped-call]
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    _set_font(chart.font, item.size, "regular", style)
    _draw_axes(chart, style)
    _draw_bars(chart.plots[0], item, style)
    _lay_out(chart, item, width, style)
    space: Element = chart._chartSpace
    mend_chart(space, style.language)
    mark_language(space, style.language_attributes, style.is_rtl)
    element: Element = frame.element
    describe(element, item.alt)
    return element


def _set_font(font: Font, size: float, face: str, style: DeckStyle) -> None:
    font.size = Pt(size)
    font.bold = style.boldness(face) == "1"
    font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    properties: Element = font._rPr
    properties.extend(style.fonts(face))


def _draw_axes(chart: Chart, style: DeckStyle) -> None:
    names, scale = chart.category_axis, chart.value_axis
    # The first category is the lowest otherwise.
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.fill.background()
    scale.has_major_gridlines = False
    scale.visible = False
    # Bars that do not start at nought would lie.
    scale.minimum_scale = 0
    scale.reverse_order = style.is_rtl


def _draw_bars(plot: BarPlot, item: SlideChart, style: DeckStyle) -> None:
    plot.gap_width = GAP
    plot.vary_by_categories = False
    series = plot.series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.theme_color = BAR
    for number in item.marked:
        fill = series.points[number].format.fill
        fill.solid()
        fill.fore_color.theme_color = MARKED_BAR
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = item.number_format, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.show_value = True
    _set_font(labels.font, item.size * VALUE_SCALE, "headline", style)
    # LibreOffice breaks a long figure over two lines otherwise.
    next(labels._element.iter(qn("a:bodyPr"))).set("wrap", "none")


def _lay_out(chart: Chart, item: SlideChart, width: float, style: DeckStyle) -> None:
    """Keep room for the labels on one side of the bars and for the figures on the other."""
    before, after = plot_shares(item, width)
    place = {"x": after if style.is_rtl else before, "y": 0.0, "w": 1 - before - after, "h": 1.0}
    modes = [node(f"c:{edge}Mode", {"val": "edge"}) for edge in "xy"]
    sizes = [node(f"c:{edge}", {"val": f"{length:.4f}"}) for edge, length in place.items()]
    target = node("c:layoutTarget", {"val": "inner"})
    manual = node("c:layout", {}, node("c:manualLayout", {}, target, *modes, *sizes))
    area = chart._chartSpace.find(".//" + qn("c:plotArea"))
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, manual)
