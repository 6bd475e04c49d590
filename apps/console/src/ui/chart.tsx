import { Skeleton, useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { t } from '../texts';
import type { ChartDrawing } from './chart-option';
import type { init as initChart } from './echarts-setup';
import { palettes } from './palette';

type Init = typeof initChart;

/** Width in pixels where the page has none yet. */
const usualWidth = 640;

/** Draws a chart as SVG; the drawing library is loaded when the first chart appears. */
export function Chart({ drawing, height }: { drawing: ChartDrawing; height: number }): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const [state, setState] = useState<'loading' | 'drawn' | 'failed'>('loading');
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    let release = (): void => undefined;
    let gone = false;
    const draw = ({ init }: { init: Init }) => {
      if (gone) return;
      const width = () => element.parentElement?.clientWidth || usualWidth;
      const chart = init(element, null, { renderer: 'svg', width: width(), height });
      chart.setOption({ animation: false, ...drawing(palettes[scheme]) });
      const observer = new ResizeObserver(() => chart.resize({ width: width() }));
      observer.observe(element);
      release = () => {
        observer.disconnect();
        chart.dispose();
      };
      setState('drawn');
    };
    import('./echarts-setup').then(draw).catch(() => setState('failed'));
    return () => {
      gone = true;
      release();
    };
  }, [drawing, height, scheme]);
  return (
    <div className="cs-chart">
      {state === 'loading' ? <Skeleton height={height} /> : null}
      {state === 'failed' ? <p role="alert">{t('ui.figure.failed')}</p> : null}
      <div ref={place} hidden={state !== 'drawn'} />
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
