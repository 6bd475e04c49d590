import { type Role } from '@countersign/domain/access';
import { type ChangeBallot } from '@countersign/domain/approvals';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('policy_vote')
export class PolicyVoteRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'change_id' }) changeId!: string;
  /** Repeats the change's, tied to it by foreign key: the database itself refuses a self-approval. */
  @Column('text', { name: 'proposed_by' }) proposedBy!: string;
  @Column('text') voter!: string;
  @Column('text', { array: true }) roles!: Role[];
  @Column('text') decision!: ChangeBallot['decision'];
  @Column('text') comment!: string;
  @Column('text') digest!: string;
  @Column('timestamptz', { name: 'cast_at' }) castAt!: Date;
}
