import { type Role } from '@countersign/domain/access';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type SignOffDecision = 'agrees' | 'dissents';

/** What one person says of an audit, under their name. Never changed. */
@Entity('fairness_sign_off')
export class FairnessSignOff {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'audit_id' }) auditId!: string;
  /** Repeats the audit's, tied to it by foreign key: what was looked at. */
  @Column('text', { name: 'evidence_digest' }) evidenceDigest!: string;
  @Column('text', { name: 'signed_by' }) signedBy!: string;
  /** All roles the person held when signing. */
  @Column('text', { array: true }) roles!: Role[];
  @Column('text') decision!: SignOffDecision;
  /** Null: the person declares nothing. */
  @Column('text', { nullable: true }) independence!: string | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('timestamptz', { name: 'signed_at' }) signedAt!: Date;
}
