import type { Palette } from '../../../ui/palette';

export interface LineStyle {
  colour: keyof Palette;
  /** Lengths of dashes and gaps. */
  dash: number[] | 'solid';
}

const dashed = [8, 4];
const dotted = [2, 3];
const mixed = [10, 3, 2, 3];

/** Colours that look alike to somebody differ in their dashes. */
const styles: readonly LineStyle[] = [
  { colour: 'baseline', dash: 'solid' },
  { colour: 'current', dash: dashed },
  { colour: 'ok', dash: dotted },
  { colour: 'ink', dash: 'solid' },
  { colour: 'warning', dash: mixed },
  { colour: 'muted', dash: dashed },
  { colour: 'baseline', dash: mixed },
  { colour: 'ink', dash: dotted },
];

/** How the line of a group is told from the others. */
export const lineStyle = (at: number): LineStyle =>
  styles[at % styles.length] ?? { colour: 'ink', dash: 'solid' };
