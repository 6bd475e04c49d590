import { Skeleton, useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, type ReactElement } from 'react';
import type { ChartDrawing } from './chart-option';
import { palettes } from './palette';

/** Draws a chart as SVG; the drawing library is loaded when the first chart appears. */
export function Chart({ drawing, height }: { drawing: ChartDrawing; height: number }): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    let release = (): void => undefined;
    let gone = false;
    void import('./echarts-setup').then(({ init }) => {
      if (gone) return;
      const chart = init(element, null, { renderer: 'svg', width: element.clientWidth || 640, height });
      chart.setOption({ animation: false, ...drawing(palettes[scheme]) });
      const observer = new ResizeObserver(() => chart.resize({ width: element.clientWidth || 640 }));
      observer.observe(element);
      release = () => {
        observer.disconnect();
        chart.dispose();
      };
    });
    return () => {
      gone = true;
      release();
    };
  }, [drawing, height, scheme]);
  return (
    <div ref={place} className="cs-chart" style={{ height }}>
      <Skeleton height={height} />
    </div>
  );
}

/** The chart as a stand-alone SVG text, 900 px wide, always in light colours. */
export async function chartSvg(drawing: ChartDrawing, height: number): Promise<string> {
  const { init } = await import('./echarts-setup');
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 900, height });
  chart.setOption({ animation: false, backgroundColor: palettes.light.surface, ...drawing(palettes.light) });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
