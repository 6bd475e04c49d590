import { type Role } from '@countersign/domain/access';
import { type VoteDecision } from '@countersign/domain/approvals';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('vote')
export class VoteRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'promotion_id' }) promotionId!: string;
  /** Repeats the promotion's, tied to it by foreign key: the database itself refuses a self-approval. */
  @Column('text', { name: 'requested_by' }) requestedBy!: string;
  @Column('int') round!: number;
  @Column('text') voter!: string;
  @Column('text') decision!: VoteDecision;
  /** The required role the voter acted in when voting. */
  @Column('text', { nullable: true }) role!: Role | null;
  /** All roles the voter held when voting. */
  @Column('text', { array: true }) roles!: Role[];
  @Column('text') comment!: string;
  @Column('text', { name: 'subject_digest' }) subjectDigest!: string;
  @Column('timestamptz', { name: 'cast_at' }) castAt!: Date;
}
