import { type AttributeOrigin } from '@countersign/domain/fairness';

/** An attribute of people that is held, and on what grounds. */
export interface HeldAttribute {
  name: string;
  origin: AttributeOrigin;
  legalBasis: string;
}
