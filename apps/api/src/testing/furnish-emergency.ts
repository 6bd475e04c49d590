import { builtInPolicy } from '@countersign/domain/approvals';
import { type ApiClient, type TestApi } from './api';
import { publishedPolicy } from './published-policy';
import { run } from './release-path';

interface Ground {
  api: TestApi;
  as: (key: string) => ApiClient;
  canary: () => string;
}

/** An emergency that mel proposed and nobody has confirmed, of a version that is asked for in a place of its own. */
export async function furnishEmergency({ api, as, canary }: Ground, modelVersionId: string): Promise<void> {
  const place = { name: 'urgent', environment: 'staging', alias: 'urgent' } as const;
  await publishedPolicy(api, { ...builtInPolicy, ...place, breakGlass: { ttlHours: 4, perMonth: 2 } });
  const { promotion } = await run<{ promotion: { id: string } }>(as('dana'), 'requestPromotion', {
    input: { modelVersionId, rationale: canary(), environment: 'STAGING', alias: 'urgent' },
  });
  const propose = `mutation ($id: ID!, $incident: String!, $justification: String!) {
    proposeEmergency(promotionId: $id, incident: $incident, justification: $justification) {
      ... on PromotionChanged { promotion { emergency { id } } } } }`;
  const { proposeEmergency } = await as('mel').data<{ proposeEmergency: { promotion?: unknown } }>(propose, {
    ...{ id: promotion.id, incident: canary(), justification: canary() },
  });
  if (!proposeEmergency.promotion) throw new Error('The emergency was not proposed.');
}
