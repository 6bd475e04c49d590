/** The steps in their order. */
export const steps = ['population', 'good', 'reference', 'errors', 'limits', 'summary'] as const;
export type StepName = (typeof steps)[number];
