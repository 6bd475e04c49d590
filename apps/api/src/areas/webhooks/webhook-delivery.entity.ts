import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type WebhookEvent } from './webhook-events';

export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'skipped';

/** One message to one receiver. Its id is the message's. */
@Entity('webhook_delivery')
export class WebhookDelivery {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'webhook_id' }) webhookId!: string;
  @Column('text') event!: WebhookEvent | 'webhook_ping';
  /** The entry of the log that it tells of; null for a ping. */
  @Column('bigint', { nullable: true }) sequence!: string | null;
  /** One entry may tell several things. */
  @Column('int') place!: number;
  /** The bytes that are sent, each time the same. */
  @Column('text') body!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('text') state!: DeliveryState;
  /** Somebody asked for one attempt, whatever its turn. */
  @Column('timestamptz', { name: 'asked_at', nullable: true }) askedAt!: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}
