import { type Policy, type PolicyChangeState } from '@countersign/domain/approvals';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('policy_change')
export class PolicyChangeRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('text') kind!: 'publish' | 'retire';
  @Column('text') name!: string;
  @Column('int') version!: number;
  @Column('text') digest!: string;
  @Column('jsonb') document!: Policy;
  /** The published policy that goes out of force. */
  @Column('uuid', { nullable: true }) retires!: string | null;
  @Column('text') reason!: string;
  @Column('text') state!: PolicyChangeState;
  @Column('text', { name: 'proposed_by' }) proposedBy!: string;
  @Column('timestamptz', { name: 'proposed_at' }) proposedAt!: Date;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
}
