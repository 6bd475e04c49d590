/** A picture of lines, dots, boxes and words, in points from the upper left corner; drawn in one colour and its shades. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

interface Styled {
  /** 0 is invisible, 1 the full colour, which it is unless told otherwise. */
  readonly strength?: number;
}

export type Mark =
  | (Styled & {
      readonly shape: 'line';
      readonly from: Point;
      readonly to: Point;
      /** Points. */
      readonly weight: number;
      readonly isDashed?: boolean;
    })
  | (Styled & {
      readonly shape: 'dot';
      readonly at: Point;
      readonly radius: number;
      readonly isHollow?: boolean;
    })
  | (Styled & {
      readonly shape: 'box';
      readonly at: Point;
      readonly width: number;
      readonly height: number;
      readonly isHollow?: boolean;
    })
  | (Styled & {
      readonly shape: 'words';
      /** Where the base line begins, or ends. */
      readonly at: Point;
      readonly text: string;
      readonly size: number;
      readonly anchor?: 'start' | 'middle' | 'end';
    });

export type Point = readonly [x: number, y: number];
