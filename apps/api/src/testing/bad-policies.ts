import { builtInPolicy, type Policy } from '@countersign/domain/approvals';

type Gates = Policy['gates'];
type Gate = Gates[number];

const [drift, fairness, performance] = builtInPolicy.gates as [Gate, Gate, Gate];
const { name, ...nameless } = builtInPolicy;
const limitless = Object.fromEntries(Object.entries(performance).filter(([member]) => member !== 'minimum'));
const [expert, officer] = builtInPolicy.slots;

const but = (changes: object): unknown => ({ ...builtInPolicy, ...changes });
const withDrift = (changes: object) => but({ gates: [{ ...drift, ...changes }] });
const withPerformance = (changes: object) => but({ gates: [drift, { ...performance, ...changes }] });
const withFairness = (criteria: unknown) => but({ gates: [{ ...fairness, criteria }] });
const attached = { id: 'a', title: 'Attached' };

/** A bad document of a policy: what about it, the document, where the fault is, and whether JSON Schema can say so. */
export interface BadPolicy {
  what: string;
  document: unknown;
  pointer: string;
  /** What only the reader sees, since it is about two members together. */
  onlyRead?: true;
}

const bad = (what: string, document: unknown, pointer: string): BadPolicy => ({ what, document, pointer });
const uneven = (what: string, document: unknown, pointer: string): BadPolicy => ({
  ...bad(what, document, pointer),
  onlyRead: true,
});

/** Every place of a policy, wrong in one way. */
export const badPolicies: readonly BadPolicy[] = [
  bad('no object', 'policy', ''),
  bad('a list', [], ''),
  bad('nothing', null, ''),
  bad('no name', { ...nameless }, '/name'),
  bad('an empty name', but({ name: '' }), '/name'),
  bad('a name in capitals', but({ name: name.toUpperCase() }), '/name'),
  bad('the name of a joined policy', but({ name: 'a@1 + b@2' }), '/name'),
  bad('version 0', but({ version: 0 }), '/version'),
  bad('half a version', but({ version: 1.5 }), '/version'),
  bad('a version in words', but({ version: '1' }), '/version'),
  bad('an unknown environment', but({ environment: 'moon' }), '/environment'),
  bad('a blank alias', but({ alias: '  ' }), '/alias'),
  bad('an unknown member', but({ approvers: 2 }), '/approvers'),
  bad('a misspelt member', but({ distinct_people: 2 }), '/distinct_people'),
  bad('a member with a slash', but({ 'a/b~c': 2 }), '/a~1b~0c'),
  bad('no binding but a text', but({ bind: 'high' }), '/bind'),
  bad('an unknown tier', but({ bind: { riskTiers: ['extreme'] } }), '/bind/riskTiers/0'),
  bad('no tier at all', but({ bind: { riskTiers: [] } }), '/bind/riskTiers'),
  bad('a tier twice', but({ bind: { riskTiers: ['high', 'high'] } }), '/bind/riskTiers/1'),
  bad('a tag that is a number', but({ bind: { tags: ['a', 7] } }), '/bind/tags/1'),
  bad('a binding to a region', but({ bind: { regions: ['eu'] } }), '/bind/regions'),
  bad('no slots', but({ slots: undefined }), '/slots'),
  bad('slots that are an object', but({ slots: { risk_officer: 1 } }), '/slots'),
  bad('an unknown role', but({ slots: [expert, { role: 'boss', minimum: 1 }] }), '/slots/1/role'),
  bad('a seat for nobody', but({ slots: [{ ...officer, minimum: 0 }] }), '/slots/0/minimum'),
  bad('a seat with a veto', but({ slots: [{ ...officer, veto: true }] }), '/slots/0/veto'),
  uneven('a role twice', but({ slots: [officer, expert, officer] }), '/slots/2/role'),
  bad('no people', but({ distinctPeople: 0 }), '/distinctPeople'),
  bad('an unknown exclusion', but({ exclude: ['trainers', 'friends'] }), '/exclude/1'),
  bad('an exclusion twice', but({ exclude: ['trainers', 'trainers'] }), '/exclude/1'),
  bad('no trigger at all', but({ recertifyOn: [] }), '/recertifyOn'),
  bad('an unknown trigger', but({ recertifyOn: ['full_moon'] }), '/recertifyOn/0'),
  bad('a passkey that is not asked for', but({ requirePasskey: false }), '/requirePasskey'),
  bad('emergencies without an end', but({ breakGlass: { perMonth: 1 } }), '/breakGlass/ttlHours'),
  bad('emergencies of a year', but({ breakGlass: { ttlHours: 8_760, perMonth: 1 } }), '/breakGlass/ttlHours'),
  uneven('editors without days', but({ exclude: ['policy_editors'] }), '/policyEditorDays'),
  uneven('days without editors', but({ policyEditorDays: 30 }), '/policyEditorDays'),
  bad('days without end', but({ policyEditorDays: 1e9 }), '/policyEditorDays'),
  bad('a gate that is a text', but({ gates: ['drift'] }), '/gates/0'),
  bad('a gate of no kind', but({ gates: [{ id: 'a', title: 'A' }] }), '/gates/0/kind'),
  bad('a gate of an unknown kind', but({ gates: [drift, { ...drift, kind: 'vibes' }] }), '/gates/1/kind'),
  bad('a gate of the prototype', but({ gates: [{ ...drift, kind: 'constructor' }] }), '/gates/0/kind'),
  bad('an id that joining makes', withDrift({ id: 'drift~1' }), '/gates/0/id'),
  uneven('an id twice', but({ gates: [drift, { ...performance, id: drift.id }] }), '/gates/1/id'),
  bad('no title', withDrift({ title: '' }), '/gates/0/title'),
  bad('an unknown method', withDrift({ method: 'gut' }), '/gates/0/method'),
  bad('an alert at nothing', withDrift({ alert: 0 }), '/gates/0/alert'),
  bad('fewer columns than none', withDrift({ maximumUnknown: -1 }), '/gates/0/maximumUnknown'),
  bad('a member of another gate', withDrift({ metric: 'roc_auc' }), '/gates/0/metric'),
  bad('a gate that shrugs', withDrift({ severity: 'lax' }), '/gates/0/severity'),
  bad('an unknown metric', withPerformance({ metric: 'luck' }), '/gates/1/metric'),
  bad('neither point nor end', withPerformance({ use: 'interval' }), '/gates/1/use'),
  bad('a maximum in words', withPerformance({ maximum: 'low' }), '/gates/1/maximum'),
  bad('an unknown end of drift', withDrift({ use: 'interval' }), '/gates/0/use'),
  bad('one end of a fairness gate', but({ gates: [{ ...fairness, use: 'upper' }] }), '/gates/0/use'),
  uneven('neither minimum nor maximum', but({ gates: [drift, limitless] }), '/gates/1'),
  bad('a minimum in words', withPerformance({ minimum: 'high' }), '/gates/1/minimum'),
  bad('a minimum without a number', withPerformance({ minimum: null }), '/gates/1/minimum'),
  bad('no rows', withPerformance({ minimumN: 0 }), '/gates/1/minimumN'),
  bad(
    'labels of more than all rows',
    withPerformance({ minimumLabelCoverage: 1.1 }),
    '/gates/1/minimumLabelCoverage',
  ),
  bad('no criteria', withFairness([]), '/gates/0/criteria'),
  bad('an unknown criterion', withFairness([{ name: 'karma', minimumRatio: 1 }]), '/gates/0/criteria/0/name'),
  bad(
    'a ratio above 1',
    withFairness([{ name: 'impact_ratio', minimumRatio: 1.25 }]),
    '/gates/0/criteria/0/minimumRatio',
  ),
  uneven('a criterion without a limit', withFairness([{ name: 'impact_ratio' }]), '/gates/0/criteria/0'),
  uneven(
    'a criterion twice',
    withFairness([1, 2].map(() => ({ name: 'impact_ratio', minimumRatio: 0.8 }))),
    '/gates/0/criteria/1/name',
  ),
  bad(
    'a key that is none',
    but({ gates: [{ ...attached, kind: 'signature', publicKey: 'mine' }] }),
    '/gates/0/publicKey',
  ),
  bad('no sections', but({ gates: [{ ...attached, kind: 'card', sections: [] }] }), '/gates/0/sections'),
  bad('an approval for ever', but({ approvalTtlDays: 100_000 }), '/approvalTtlDays'),
  bad('an approval for no time', but({ approvalTtlDays: 0 }), '/approvalTtlDays'),
  bad('evidence for half a day', but({ evidenceMaxAgeDays: 0.5 }), '/evidenceMaxAgeDays'),
  bad('a rollback before', but({ rollbackDays: -1 }), '/rollbackDays'),
  bad('no recertification', but({ recertifyDays: 0 }), '/recertifyDays'),
];
