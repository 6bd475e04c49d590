import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { palettes, paletteVariables } from '../ui/palette';

const ink: MantineColorsTuple = [
  '#e8f3fa',
  '#d3e5f1',
  '#a5c9e2',
  '#74acd3',
  '#4d94c6',
  '#3484bf',
  '#1b73b0',
  '#0b5c8a',
  '#084f78',
  '#044165',
];

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 7 },
  colors: { ink },
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  respectReducedMotion: true,
});

/** One source for colours: charts and style sheets read the same palette. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...paletteVariables(palettes.light),
    '--cs-link': '#0b5c8a',
    '--cs-ground': '#f5f7f9',
    '--mantine-color-dimmed': palettes.light.muted,
    '--mantine-color-error': palettes.light.alert,
  },
  dark: {
    ...paletteVariables(palettes.dark),
    '--cs-link': '#8cc8f0',
    '--mantine-color-dimmed': palettes.dark.muted,
    '--mantine-color-error': palettes.dark.alert,
    '--cs-ground': '#14181d',
    '--mantine-color-body': palettes.dark.surface,
  },
});
