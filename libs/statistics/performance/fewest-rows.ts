/**
 * With fewer rows in a class, intervals of what is counted by class cover too little or too much: the sample says neither
 * how far a rare class's rate varies nor how lopsidedly (docs/studies/intervals.md).
 */
export const fewestOfClass = 20;

/** Likewise of the smaller class, for what rests on the scores of both. */
export const fewestScoredOfClass = 40;
