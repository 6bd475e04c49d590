import { lineChart } from './line-chart';

const chart = {
  title: 'Rates <of> "a" & b',
  description: 'What is to be seen.',
  axes: ['Across', 'Up'] as const,
  points: [
    { x: 0, y: 0 },
    { x: 0.5, y: 1, range: [0.25, 1] as const },
  ],
  hasDiagonal: false,
};

describe('lineChart', () => {
  it('draws the unit square with y upwards, and a bar where a point has a range', () => {
    const svg = lineChart(chart);
    expect(svg).toContain('d="M52.0 332.0L212.0 12.0"');
    expect(svg).toContain('d="M212.0 252.0V12.0"');
    expect(svg.match(/<circle/g)).toHaveLength(1);
  });

  it('escapes texts and takes its colours from the page', () => {
    const svg = lineChart({ ...chart, hasDiagonal: true });
    expect(svg).toContain('<title>Rates &lt;of&gt;');
    expect(svg).toContain('stroke-dasharray');
    expect(svg).not.toMatch(/#[0-9a-f]{3,6}\b/i);
  });
});
