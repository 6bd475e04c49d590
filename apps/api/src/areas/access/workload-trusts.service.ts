import { type Actor, type TokenScope } from '@countersign/domain/access';
import { refuse } from '@countersign/domain/refusals';
import { In, IsNull } from 'typeorm';
import { actorReference } from '../../database/actor-reference';
import { type Database } from '../../database/database';
import { type Transaction, type Written } from '../../database/transaction';
import { type Page, type PageBounds, readPage } from '../../server/page';
import { notFound } from '../../server/problem';
import { ServiceToken } from './service-token.entity';
import { lockSponsorOf, type SponsorRequest } from './sponsor';
import { type WorkloadSettings } from './workload-issuer';
import { trustTerms, type TermsRequest } from './workload-terms';
import { WorkloadTrust } from './workload-trust.entity';
import { workspaceIdFor } from './workspace-for';

/** What a token may be trusted with: to administer is for people, and for tokens that somebody keeps. */
export type WorkloadScope = Exclude<TokenScope, 'admin'>;

export interface TrustRequest extends SponsorRequest, TermsRequest {
  name: string;
  scope: WorkloadScope;
  workspace?: string | null;
  expiresInDays: number;
}

/** A service, and by which tokens it is known. */
export interface TrustedWorkload {
  service: ServiceToken;
  trust: WorkloadTrust;
}

const day = 24 * 60 * 60 * 1000;

/** Which issuers' tokens stand for services of a workspace. */
export class WorkloadTrustsService {
  constructor(
    private readonly database: Database,
    private readonly settings: Pick<WorkloadSettings, 'privateHosts'>,
  ) {}

  async trust(actor: Actor, request: TrustRequest): Promise<Written<TrustedWorkload>> {
    const terms = trustTerms(request, this.settings.privateHosts);
    const workspaceId = await workspaceIdFor(this.database, actor, request.workspace);
    return this.database.write<TrustedWorkload>({ ...actor, workspaceId }, async (tx) => {
      const sponsor = await lockSponsorOf(tx, request);
      const service = await insertService(tx, request, sponsor?.id ?? null);
      const { id, name, scope, expiresAt, sponsorId } = service;
      const trust = tx.manager.create(WorkloadTrust, { id, workspaceId, ...terms });
      await tx.manager.insert(WorkloadTrust, trust);
      const payload = { name, scope, expiresAt: expiresAt.toISOString(), sponsorId, terms };
      const audit = { action: 'trustWorkload', subject: { type: 'service_token', id }, payload };
      if (sponsor?.deactivatedAt)
        return { refusal: refuse('MEMBER_DEACTIVATED', `${sponsor.name} is deactivated.`), audit };
      return { result: { service, trust }, audit };
    });
  }

  async end(
    actor: Actor,
    { id, workspace }: { id: string; workspace?: string | null },
  ): Promise<Written<TrustedWorkload>> {
    const workspaceId = await workspaceIdFor(this.database, actor, workspace);
    return this.database.write<TrustedWorkload>({ ...actor, workspaceId }, async ({ manager, now }) => {
      const service = await manager.findOne(ServiceToken, {
        where: { id, secretHash: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      const trust = await manager.findOneBy(WorkloadTrust, { id });
      if (!service || !trust) throw notFound('workload trust', id);
      const end = { revokedAt: now, revokedBy: actorReference(actor) };
      if (!service.revokedAt) await manager.update(ServiceToken, { id }, end);
      const audit = { action: 'endWorkloadTrust', subject: { type: 'service_token', id } };
      return { result: { service: Object.assign(service, service.revokedAt ? {} : end), trust }, audit };
    });
  }

  /** All trusts, newest first; those that ended too. */
  async list(actor: Actor, bounds: PageBounds): Promise<Page<TrustedWorkload>> {
    const page = await readPage<ServiceToken>(this.database, actor, {
      ...bounds,
      build: (manager) => manager.createQueryBuilder(ServiceToken, 'row').where('row.secretHash IS NULL'),
      ...{ key: 'id', direction: 'DESC' },
    });
    const ids = page.rows.map(({ id }) => id);
    const trusts = await this.database.read(actor, ({ manager }) =>
      manager.findBy(WorkloadTrust, { id: In(ids) }),
    );
    const rows = page.rows.flatMap((service) =>
      trusts.filter(({ id }) => id === service.id).map((trust) => ({ service, trust })),
    );
    return { ...page, rows, cursorOf: ({ service }) => page.cursorOf(service) };
  }
}

async function insertService(
  { manager, actor, now, newId }: Transaction,
  { name, scope, expiresInDays }: TrustRequest,
  sponsorId: string | null,
): Promise<ServiceToken> {
  const service = manager.create(ServiceToken, {
    ...{ id: newId(), workspaceId: actor.workspaceId, name, scope, secretHash: null, createdAt: now },
    ...{ createdBy: actorReference(actor), sponsorId, revokedAt: null, revokedBy: null },
    expiresAt: new Date(now.getTime() + expiresInDays * day),
  });
  await manager.insert(ServiceToken, service);
  return service;
}
