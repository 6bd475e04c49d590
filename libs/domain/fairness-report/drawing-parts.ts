import { type Mark } from '../report';

/** Letters of a picture, in points. */
export const letters = { label: 8, small: 7 } as const;

/** As much of a name as fits into so many points. */
export function shortName(name: string, width: number): string {
  // Letters of the widest font that pictures are drawn in are about this part of their size.
  const room = Math.max(2, Math.floor(width / (0.6 * letters.label)));
  const characters = [...name];
  return characters.length > room ? `${characters.slice(0, room - 1).join('')}…` : name;
}

/** Names the picture cannot hold are in the table beside it. */
export const mostRows = 30;

interface ShareAxis {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const place = ({ left, right }: Pick<ShareAxis, 'left' | 'right'>, share: number): number =>
  left + share * (right - left);

/** An axis of shares from 0 to 100 % above what it belongs to, with thin lines down. */
export function shareAxis({ left, right, top, bottom }: ShareAxis): Mark[] {
  return [0, 0.25, 0.5, 0.75, 1].flatMap((tick): Mark[] => {
    const x = place({ left, right }, tick);
    return [
      { shape: 'line', from: [x, top], to: [x, bottom], weight: 0.5, strength: 0.3 },
      { shape: 'words', at: [x, top - 4], text: `${100 * tick} %`, size: letters.small, anchor: 'middle' },
    ];
  });
}

interface HatchedBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Slanting lines within a box. */
export function hatching({ x, y, width, height }: HatchedBox): Mark[] {
  const marks: Mark[] = [];
  for (let start = 5 - height; start < width; start += 5) {
    const first = Math.max(0, -start);
    const last = Math.min(height, width - start);
    marks.push({
      ...{ shape: 'line', weight: 0.5, strength: 0.35 },
      from: [x + start + first, y + first],
      to: [x + start + last, y + last],
    });
  }
  return marks;
}
