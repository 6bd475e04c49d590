import { type GateVerdict } from '@countersign/domain/approvals';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A gate that an emergency waived, and what it had found. */
export interface WaivedGate {
  gateId: string;
  title: string;
  verdict: GateVerdict;
  reason: string;
}

/** A version that was to serve before its promotion is approved; it does so once somebody else confirmed it. */
@Entity('emergency')
export class EmergencyRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'promotion_id' }) promotionId!: string;
  /** What both people looked at. */
  @Column('int') round!: number;
  @Column('text', { name: 'subject_digest' }) subjectDigest!: string;
  /** The name under which the incident is known elsewhere. */
  @Column('text') incident!: string;
  @Column('text') justification!: string;
  @Column('text', { name: 'proposed_by' }) proposedBy!: string;
  @Column('timestamptz', { name: 'proposed_at' }) proposedAt!: Date;
  @Column('text', { name: 'confirmed_by', nullable: true }) confirmedBy!: string | null;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt!: Date | null;
  /** When it has to be approved, or goes back. */
  @Column('timestamptz', { nullable: true }) until!: Date | null;
  @Column('jsonb', { nullable: true }) waived!: WaivedGate[] | null;
}
