import { type Role } from '@countersign/domain/access';
import { type VoteDecision } from '@countersign/domain/approvals';
import { type PasskeySignature } from '@countersign/domain/passkeys';
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
  /** The person whose vote it is, where somebody else cast it; by which delegation. */
  @Column('uuid', { name: 'on_behalf_of', nullable: true }) onBehalfOf!: string | null;
  @Column('uuid', { name: 'delegation_id', nullable: true }) delegationId!: string | null;
  @Column('text') decision!: VoteDecision;
  /** The required role the voter acted in when voting. */
  @Column('text', { nullable: true }) role!: Role | null;
  /** The roles it was cast in: all that the voter held when voting, or those that they were given and the giver held. */
  @Column('text', { array: true }) roles!: Role[];
  @Column('text') comment!: string;
  @Column('text', { name: 'subject_digest' }) subjectDigest!: string;
  @Column('timestamptz', { name: 'cast_at' }) castAt!: Date;
  /** The voter's name when they voted; null once they were erased, with the salt of what commits to it in the log. */
  @Column('text', { name: 'printed_name', nullable: true }) printedName!: string | null;
  @Column('text', { name: 'name_salt', nullable: true }) nameSalt!: string | null;
  /** What the vote says, in words; null in votes of before there were any. */
  @Column('text', { nullable: true }) meaning!: string | null;
  @Column('uuid', { name: 'passkey_id', nullable: true }) passkeyId!: string | null;
  @Column('jsonb', { nullable: true }) signature!: PasskeySignature | null;
}
