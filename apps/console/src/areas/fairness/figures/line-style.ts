import type { Palette } from '../../../ui/palette';

const colours = [
  'baseline',
  'current',
  'ok',
  'ink',
  'warning',
  'muted',
] as const satisfies readonly (keyof Palette)[];
const dashes = ['solid', 'dashed', 'dotted'] as const;

export interface LineStyle {
  colour: (typeof colours)[number];
  dash: (typeof dashes)[number];
}

/** How the line of a group is told from the others: by colour, and by its dashes for those who see none. */
export function lineStyle(at: number): LineStyle {
  return { colour: colours[at % colours.length] ?? 'ink', dash: dashes[at % dashes.length] ?? 'solid' };
}
