import type { ReactElement } from 'react';

const shapes = {
  ok: 'M4 10.5l4 4L16 6',
  warning: 'M10 3L18 17H2Z M10 8v4 M10 14.2v.6',
  alert: 'M6.5 2h7L18 6.5v7L13.5 18h-7L2 13.5v-7Z M7 7l6 6 M13 7l-6 6',
  unknown: 'M7.2 7.2a2.9 2.9 0 1 1 4.2 2.9c-1 .5-1.4 1-1.4 2.1 M10 15v.6',
  copy: 'M7 7h9v10H7Z M4 13V3h9',
  empty: 'M4 10a6 6 0 1 0 12 0a6 6 0 1 0-12 0',
  filled: 'M4 10a6 6 0 1 0 12 0a6 6 0 1 0-12 0 M7 10.2l2.2 2.2L13.2 8',
} as const;

export type IconName = keyof typeof shapes;

/** A drawn sign, always beside a word and therefore hidden from assistive technology. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): ReactElement {
  return (
    <svg
      className="cs-icon"
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
