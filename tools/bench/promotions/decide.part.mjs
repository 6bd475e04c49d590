import { decide, freshDigest } from '@countersign/domain/approvals';

const rounds = 500;
const warmUp = 100;
const roles = ['subject_matter_expert', 'risk_officer', 'ml_engineer', 'data_scientist', 'product_manager'];
const now = Date.UTC(2026, 0, 1);
const numbered = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** 50 gates, 20 seats of five roles, 200 people who all voted; each holds two roles, so that seating them takes thought. */
function largeCase() {
  const gates = numbered(50, (index) => ({
    ...{ id: `gate-${index}`, title: `Gate ${index}`, kind: 'performance', metric: `metric_${index}` },
    ...{ minimum: 0.7, use: 'lower', minimumN: 200 },
  }));
  const policy = {
    ...{ name: 'large', version: 1, environment: 'production', alias: 'champion', gates },
    slots: roles.map((role) => ({ role, minimum: 4 })),
    exclude: ['trainers', 'labellers', 'evidence_editors'],
    ...{ approvalTtlDays: 14, evidenceMaxAgeDays: 30 },
  };
  const people = numbered(200, (index) => ({
    personId: `person-${index}`,
    // Everybody could take a seat of the first role, which is the wrong place for most.
    roles: [roles[0], roles[index % roles.length]],
  }));
  const results = gates.map(({ id, kind, title: requirement }) => ({
    ...{ gateId: id, kind, verdict: 'pass', requirement, reason: 'Passed.', evidenceDigest: `digest-${id}` },
  }));
  const target = { modelVersionId: 'v', artifactDigest: 'a', environment: 'production', alias: 'champion' };
  const request = {
    ...{ target, state: 'in_review', round: 1, requesterId: 'requester', sponsorId: null },
    dependentIds: numbered(20, (index) => `person-${index * 7}`),
    contributors: numbered(20, (index) => ({ personId: `person-${index * 9}`, as: 'labellers' })),
    subjectDigest: freshDigest({ target }, { policy, gates: results }, 1),
    ...{ approvedAt: null, expiresAt: null, activatedAt: null },
  };
  const votes = people.map(({ personId, roles: castAs }) => ({
    personId,
    castAs,
    decision: 'approve',
    round: 1,
  }));
  return { policy, request, gates: results, votes, people, now };
}

/** The decision of a promotion larger than any, again and again. */
export function measure() {
  const given = largeCase();
  const times = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    const begin = performance.now();
    const { state } = decide(given);
    if (round >= 0) times.push(performance.now() - begin);
    if (state !== 'approved') throw new Error(`the case was decided otherwise: ${state}`);
  }
  times.sort((one, other) => one - other);
  const at = (share) => times[Math.ceil(times.length * share) - 1];
  const row = (what, measured) => ({ what, unit: 'ms', target: 2, measured });
  const what = 'decide on 50 gates, 20 seats, 200 people who voted';
  return [row(`${what}: median`, at(0.5)), row(`${what}: p99`, at(0.99))];
}
