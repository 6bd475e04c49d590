/** Colours that stay apart for every common kind of colour vision (after Okabe and Ito), at 3:1 or more on their surface. */
export interface Palette {
  surface: string;
  ink: string;
  muted: string;
  line: string;
  baseline: string;
  current: string;
  ok: string;
  warning: string;
  alert: string;
  unknown: string;
}

const light: Palette = {
  surface: '#ffffff',
  ink: '#1b2430',
  muted: '#566272',
  line: '#c9d1da',
  baseline: '#0072b2',
  current: '#d55e00',
  ok: '#00694d',
  warning: '#8a5700',
  alert: '#b3261e',
  unknown: '#566272',
};

const dark: Palette = {
  surface: '#1d2229',
  ink: '#e7ebf0',
  muted: '#a5b0bd',
  line: '#46505d',
  baseline: '#56b4e9',
  current: '#f0a04b',
  ok: '#3fcf9f',
  warning: '#f0c24b',
  alert: '#ff8f82',
  unknown: '#a5b0bd',
};

export const palettes = { light, dark } as const;

/** The palette as CSS custom properties, `--cs-ink` and so on. */
export const paletteVariables = (palette: Palette): Record<string, string> =>
  Object.fromEntries(Object.entries(palette).map(([name, value]) => [`--cs-${name}`, value]));
