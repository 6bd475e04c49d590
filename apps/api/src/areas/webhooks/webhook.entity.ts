import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type WebhookEvent } from './webhook-events';

/** Why a webhook is told nothing for now. */
export type DisabledReason = 'asked' | 'unreachable' | 'gone' | 'secret_unreadable';

/** Somebody outside who is told what happens. */
@Entity('webhook')
export class Webhook {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('text') url!: string;
  @Column('text') description!: string;
  @Column('text', { array: true }) events!: WebhookEvent[];
  /** Sealed for this row. */
  @Column('text') secret!: string;
  /** The one before, which messages are signed with as well until `previousUntil`. */
  @Column('text', { name: 'previous_secret', nullable: true }) previousSecret!: string | null;
  @Column('timestamptz', { name: 'previous_until', nullable: true }) previousUntil!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('text', { name: 'created_by' }) createdBy!: string;
  /** How far in the log deliveries were made. */
  @Column('bigint') collected!: string;
  /** Attempts in a row that failed. */
  @Column('int') failures!: number;
  @Column('timestamptz', { name: 'failing_since', nullable: true }) failingSince!: Date | null;
  /** Nothing is sent before; null: at once. */
  @Column('timestamptz', { name: 'retry_at', nullable: true }) retryAt!: Date | null;
  /** Which server calls the receiver, and until when it may; after that another takes over. */
  @Column('uuid', { nullable: true }) claim!: string | null;
  @Column('timestamptz', { name: 'claimed_until', nullable: true }) claimedUntil!: Date | null;
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt!: Date | null;
  @Column('text', { name: 'disabled_by', nullable: true }) disabledBy!: string | null;
  @Column('text', { name: 'disabled_reason', nullable: true }) disabledReason!: DisabledReason | null;
}
