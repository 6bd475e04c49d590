import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The summary of an audit as somebody made it public. */
@Entity('published_summary')
export class PublishedSummary {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'audit_id' }) auditId!: string;
  /** Repeats the audit's, tied to it by foreign key. */
  @Column('text', { name: 'evidence_digest' }) evidenceDigest!: string;
  /** The page. It may be large: what does not send it leaves it where it is. */
  @Column('text', { select: false }) html!: string;
  /** SHA-256 of the page's bytes. */
  @Column('text') digest!: string;
  @Column('text', { name: 'published_by' }) publishedBy!: string;
  @Column('timestamptz', { name: 'published_at' }) publishedAt!: Date;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @Column('text', { name: 'withdrawn_by', nullable: true }) withdrawnBy!: string | null;
  @Column('text', { name: 'withdrawal_reason', nullable: true }) withdrawalReason!: string | null;
}
