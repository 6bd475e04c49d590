import { type Role } from '@countersign/domain/access';
import { type Waiver } from '@countersign/domain/approvals';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('gate_waiver')
export class GateWaiverRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'promotion_id' }) promotionId!: string;
  @Column('int') round!: number;
  @Column('text', { name: 'subject_digest' }) subjectDigest!: string;
  @Column('text', { name: 'gate_id' }) gateId!: string;
  /** What the gate had found, and on which evidence. */
  @Column('text') verdict!: Waiver['verdict'];
  @Column('text') found!: string;
  @Column('text', { name: 'evidence_digest', nullable: true }) evidenceDigest!: string | null;
  @Column('text', { name: 'waived_by' }) waivedBy!: string;
  /** All roles they held when they waived it. */
  @Column('text', { array: true }) roles!: Role[];
  @Column('text') reason!: string;
  @Column('timestamptz', { name: 'waived_at' }) waivedAt!: Date;
}
