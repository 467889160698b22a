// Draws the tables that have a place for it; the table stays, for whoever cannot see the drawing.
(function () {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const rows = (table) => Array.from(table.tBodies[0].rows, (row) => Array.from(row.cells, (cell) => cell.textContent));

  const option = (points) => ({
    animation: false,
    grid: { left: 8, right: 8, top: 16, bottom: 8, containLabel: true },
    // Drawn rather than written into the page, whose policy allows no style within it.
    tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' } },
    xAxis: {
      type: 'category',
      data: points.map(([label]) => label),
      axisLabel: { color: colour('--tblr-body-color'), hideOverlap: true },
      axisLine: { lineStyle: { color: colour('--tblr-border-color') } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { color: colour('--tblr-body-color') },
      splitLine: { lineStyle: { color: colour('--tblr-border-color') } },
    },
    series: [{ type: 'bar', data: points.map(([, value]) => Number(value)), itemStyle: { color: colour('--tblr-primary') }, barMaxWidth: 24 }],
  });

  const charts = Array.from(document.querySelectorAll('[data-chart]'), (place) => ({
    drawing: echarts.init(place),
    points: rows(document.getElementById(place.dataset.chart)),
  }));
  const draw = () => charts.forEach(({ drawing, points }) => drawing.setOption(option(points)));
  draw();
  window.addEventListener('resize', () => charts.forEach(({ drawing }) => drawing.resize()));
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['data-bs-theme'] });
})();
