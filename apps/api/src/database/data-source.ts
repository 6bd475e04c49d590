import 'reflect-metadata';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { FirstSchema1795000000000 } from './migrations/1795000000000-first-schema';
import { PeopleAndCheckpoints1796000000000 } from './migrations/1796000000000-people-and-checkpoints';
import { PromotionWalls1797000000000 } from './migrations/1797000000000-promotion-walls';
import { DutiesApart1798000000000 } from './migrations/1798000000000-duties-apart';
import { Callers1799000000000 } from './migrations/1799000000000-callers';
import { MakersApart1800000000000 } from './migrations/1800000000000-makers-apart';
import { EntriesAboutPeople1801000000000 } from './migrations/1801000000000-entries-about-people';
import { PasswordResets1802000000000 } from './migrations/1802000000000-password-resets';
import { ReferencesWithinWorkspaces1803000000000 } from './migrations/1803000000000-references-within-workspaces';
import { AuditsAnsweredFor1804000000000 } from './migrations/1804000000000-audits-answered-for';
import { AuditsOfProduction1805000000000 } from './migrations/1805000000000-audits-of-production';
import { Vault1806000000000 } from './migrations/1806000000000-vault';
import { FairnessMonitors1807000000000 } from './migrations/1807000000000-fairness-monitors';
import { GroupThresholdWhatIf1808000000000 } from './migrations/1808000000000-group-threshold-what-if';
import { EntriesPlacedByTheDatabase1809000000000 } from './migrations/1809000000000-entries-placed-by-the-database';
import { PublishedSummaries1810000000000 } from './migrations/1810000000000-published-summaries';
import { PolicyChanges1811000000000 } from './migrations/1811000000000-policy-changes';
import { Places1812000000000 } from './migrations/1812000000000-places';
import { Webhooks1813000000000 } from './migrations/1813000000000-webhooks';
import { WorkloadTrusts1814000000000 } from './migrations/1814000000000-workload-trusts';
import { AttachedEvidence1815000000000 } from './migrations/1815000000000-attached-evidence';
import { Terms1816000000000 } from './migrations/1816000000000-terms';
import { FreshProofs1817000000000 } from './migrations/1817000000000-fresh-proofs';
import { JoinedPolicies1818000000000 } from './migrations/1818000000000-joined-policies';
import { Emergencies1819000000000 } from './migrations/1819000000000-emergencies';
import { Delegations1820000000000 } from './migrations/1820000000000-delegations';
import { Passkeys1821000000000 } from './migrations/1821000000000-passkeys';
import { Discussions1822000000000 } from './migrations/1822000000000-discussions';
import { LivingApprovals1823000000000 } from './migrations/1823000000000-living-approvals';
import { CodeAndWaivers1824000000000 } from './migrations/1824000000000-code-and-waivers';
import { PrintedLifts1825000000000 } from './migrations/1825000000000-printed-lifts';
import { BuiltInPolicies1826000000000 } from './migrations/1826000000000-built-in-policies';
import { ToldByTheLog1828000000000 } from './migrations/1828000000000-told-by-the-log';
import { ContributorsById1829000000000 } from './migrations/1829000000000-contributors-by-id';

/** The role every request works under: neither owner nor superuser, so row-level security binds it. */
const applicationRole = 'countersign_app';

const migrations = [
  FirstSchema1795000000000,
  PeopleAndCheckpoints1796000000000,
  PromotionWalls1797000000000,
  DutiesApart1798000000000,
  Callers1799000000000,
  MakersApart1800000000000,
  EntriesAboutPeople1801000000000,
  PasswordResets1802000000000,
  ReferencesWithinWorkspaces1803000000000,
  AuditsAnsweredFor1804000000000,
  AuditsOfProduction1805000000000,
  Vault1806000000000,
  FairnessMonitors1807000000000,
  GroupThresholdWhatIf1808000000000,
  EntriesPlacedByTheDatabase1809000000000,
  PublishedSummaries1810000000000,
  PolicyChanges1811000000000,
  Places1812000000000,
  Webhooks1813000000000,
  WorkloadTrusts1814000000000,
  AttachedEvidence1815000000000,
  Terms1816000000000,
  FreshProofs1817000000000,
  JoinedPolicies1818000000000,
  Emergencies1819000000000,
  Delegations1820000000000,
  Passkeys1821000000000,
  Discussions1822000000000,
  LivingApprovals1823000000000,
  CodeAndWaivers1824000000000,
  PrintedLifts1825000000000,
  BuiltInPolicies1826000000000,
  ToldByTheLog1828000000000,
  ContributorsById1829000000000,
];

const shared = {
  type: 'postgres' as const,
  // A null or undefined in a where clause is a bug that would drop the filter: refuse it.
  invalidWhereValuesBehavior: { null: 'throw' as const, undefined: 'throw' as const },
  synchronize: false,
  migrations,
};

/** Brings the database at `ownerUrl` up to date under the owner's role; one server at a time, the others wait. */
export async function migrate(ownerUrl: string): Promise<void> {
  const owner = new DataSource({ ...shared, url: ownerUrl, poolSize: 2, migrationsTransactionMode: 'each' });
  await owner.initialize();
  const lock = owner.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtext('countersign.migrate'))`);
    await owner.runMigrations();
  } finally {
    await lock.query(`SELECT pg_advisory_unlock(hashtext('countersign.migrate'))`);
    await lock.release();
    await owner.destroy();
  }
}

/** A new connection plans every statement and every wall's question anew: it is kept for longer than a pause between bursts. */
const idleTimeoutMillis = 60_000;

/** A pool whose every connection starts as the application role; only tests ask for another. */
export async function connect(
  ownerUrl: string,
  entities: EntityTarget<ObjectLiteral>[],
  { role = applicationRole, poolSize = 20 }: { role?: string; poolSize?: number } = {},
): Promise<DataSource> {
  const source = new DataSource({
    ...shared,
    url: ownerUrl,
    entities: entities as never,
    poolSize,
    extra: {
      options: `-c role=${role} -c timezone=UTC`,
      statement_timeout: 120_000,
      idleTimeoutMillis,
    },
  });
  return source.initialize();
}
