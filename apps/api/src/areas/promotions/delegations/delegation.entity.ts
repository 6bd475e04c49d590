import { type Role } from '@countersign/domain/access';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** In force from its start to its end, or until one of the two revokes it. */
@Entity('delegation')
export class DelegationRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  /** Whose votes they are. */
  @Column('uuid', { name: 'delegator_id' }) delegatorId!: string;
  /** Who may cast them. */
  @Column('uuid', { name: 'delegate_id' }) delegateId!: string;
  @Column('text', { array: true }) roles!: Role[];
  /** Null: for every model. */
  @Column('uuid', { name: 'model_ids', array: true, nullable: true }) modelIds!: string[] | null;
  @Column('text') reason!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'starts_at' }) startsAt!: Date;
  @Column('timestamptz', { name: 'ends_at' }) endsAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
  @Column('text', { name: 'revoked_by', nullable: true }) revokedBy!: string | null;
}
