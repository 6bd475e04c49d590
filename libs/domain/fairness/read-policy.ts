import { type DisparityLimit, type DisparityName, disparityNames } from '@countersign/statistics/fairness';
import { type LawPackId, lawPacks } from '@countersign/statistics/law-packs';
import {
  day,
  finite,
  listOf,
  name,
  nullable,
  objectOf,
  oneOf,
  optional,
  type Read,
  requireDistinct,
  share,
  text,
  truth,
  whole,
  MalformedDocument,
} from '../json-reading';
import {
  type AppliedLawPack,
  attributeOrigins,
  type AuditAttribute,
  type AuditMinimums,
  type AuditReasons,
  type FairnessPolicy,
} from './audit-policy';

const limit: Read<DisparityLimit | undefined> = optional((value, place) => {
  const read = objectOf<DisparityLimit>({
    maximumDifference: optional(share),
    minimumRatio: optional(share),
  })(value, place);
  if (read.maximumDifference === undefined && read.minimumRatio === undefined)
    throw new MalformedDocument(place, 'needs maximumDifference, minimumRatio or both.');
  return read;
});

const level: Read<number> = (value, place) => {
  const read = finite(value, place);
  // A level so small that its confidence is 1 already is none.
  if (!(read > 0 && read < 1 && 1 - read < 1))
    throw new MalformedDocument(place, 'has to lie between 0 and 1.');
  return read;
};

const attribute = objectOf<AuditAttribute>({
  name,
  origin: oneOf(attributeOrigins),
  legalBasis: text,
  reference: nullable(text),
});

const lawPack = objectOf<AppliedLawPack>({
  id: oneOf(Object.keys(lawPacks) as LawPackId[]),
  version: whole(1),
  leaveOutSmall: truth,
  day: nullable(day),
});

const policy = objectOf<FairnessPolicy>({
  method: whole(1),
  favourable: objectOf<FairnessPolicy['favourable']>({
    prediction: oneOf(['positive', 'negative']),
    meaning: text,
  }),
  attributes: listOf(attribute, 100),
  limits: objectOf<FairnessPolicy['limits']>(
    Object.fromEntries(disparityNames.map((each) => [each, limit])) as Record<DisparityName, typeof limit>,
  ),
  criteria: listOf(oneOf(disparityNames)),
  minimums: objectOf<AuditMinimums>({
    groupSize: whole(1),
    share,
    positives: whole(),
    negatives: whole(),
    predictedPositives: whole(),
    forPass: whole(),
  }),
  denominator: nullable(oneOf(['max_all', 'max_eligible', 'fixed', 'majority', 'min', 'overall'])),
  alpha: level,
  correction: oneOf(['holm', 'bh', 'none']),
  lawPacks: listOf(lawPack),
  smallCell: whole(1),
  reasons: objectOf<AuditReasons>({ favourable: text, reference: text, harms: text, limits: text }),
});

/**
 * A policy read from JSON. Versions of the method and of law packs need not be known here: `deriveAudit` asks for them.
 * @throws MalformedDocument naming the place
 */
export function readFairnessPolicy(json: unknown, place = 'policy'): FairnessPolicy {
  const read = policy(json, place);
  if (read.attributes.length === 0) throw new MalformedDocument(`${place}.attributes`, 'names no attribute.');
  requireDistinct(
    read.attributes.map((each) => each.name),
    `${place}.attributes`,
  );
  requireDistinct(read.criteria, `${place}.criteria`);
  requireDistinct(
    read.lawPacks.map(({ id }) => id),
    `${place}.lawPacks`,
  );
  const unlimited = read.criteria.findIndex((criterion) => read.limits[criterion] === undefined);
  if (unlimited >= 0) throw new MalformedDocument(`${place}.criteria[${unlimited}]`, 'has no limit.');
  const unnamed = read.attributes.findIndex(({ reference }) => reference === null);
  if (read.denominator === 'fixed' && unnamed >= 0)
    throw new MalformedDocument(
      `${place}.attributes[${unnamed}].reference`,
      'is missing: the denominator is fixed.',
    );
  return read;
}
