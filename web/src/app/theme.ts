import i18next from 'i18next';
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { messages } from '@/ui/messages';

const sky: MantineColorsTuple = [
  '#e9f4ff',
  '#d3e5fb',
  '#a5c9f3',
  '#75abec',
  '#4e92e6',
  '#3682e3',
  '#2779e2',
  '#1967c9',
  '#0b5cb5',
  '#004fa0',
];

/** How the site looks; change colours and shapes here. */
export const theme = createTheme({
  primaryColor: 'sky',
  primaryShade: { light: 8, dark: 7 },
  colors: { sky },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: { styles: { title: { fontWeight: 650 } } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': i18next.t(`${messages.part}:close`) } } },
  },
});

// What badges and notices say on a tint of their own colour.
const onTint = Object.fromEntries(
  ['green', 'orange', 'red'].map((color) => [
    `--mantine-color-${color}-light-color`,
    `color-mix(in srgb, var(--mantine-color-${color}-9) 70%, black)`,
  ]),
);

/** Words that stand back, and words that warn, in colours with enough contrast on every background (AA). */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    ...onTint,
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-red-filled': 'var(--mantine-color-red-8)',
    '--mantine-color-red-filled-hover': 'var(--mantine-color-red-9)',
  },
});
