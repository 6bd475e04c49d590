import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why an attempt did not deliver. */
export type AttemptFault =
  | 'refused'
  | 'redirected'
  | 'timed_out'
  | 'unreachable'
  | 'certificate'
  | 'not_public'
  | 'interrupted'
  | 'secret_unreadable';

/** One call of a receiver. */
@Entity('webhook_attempt')
export class WebhookAttempt {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'delivery_id' }) deliveryId!: string;
  @Column('timestamptz', { name: 'begun_at' }) begunAt!: Date;
  /** Null while it is under way, and for ever where the server stopped meanwhile. */
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  /** Of the answer; null without one. */
  @Column('int', { nullable: true }) status!: number | null;
  @Column('text', { nullable: true }) fault!: AttemptFault | null;
}
