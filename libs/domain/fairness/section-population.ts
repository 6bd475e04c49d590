import { type AssessedPopulation, type DenominatorPolicy } from '@countersign/statistics/fairness';
import { type SectionCounts } from './audit-counts';
import { type FairnessPolicy } from './audit-policy';

/** A section with what its groups are measured against. */
export interface SectionPopulation extends AssessedPopulation {
  readonly denominator: DenominatorPolicy;
}

/** The reference of a section is the group of the references of its attributes, where every one has one. */
export function sectionPopulation(
  { attributes, rows, unknownGroup, unpredicted, groups, strata }: SectionCounts,
  policy: Pick<FairnessPolicy, 'attributes' | 'denominator'>,
): SectionPopulation {
  const references = attributes.map(
    (name) => policy.attributes.find((attribute) => attribute.name === name)?.reference ?? null,
  );
  const isNamed = references.every((value) => value !== null);
  return {
    ...{ attributes, rows, unknownGroup, unpredicted, groups },
    ...(strata && { strata }),
    denominator: policy.denominator ?? (isNamed ? 'fixed' : 'max_eligible'),
    ...(isNamed && { reference: references }),
  };
}
