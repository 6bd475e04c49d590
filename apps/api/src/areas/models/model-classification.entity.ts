import { type RiskTier } from '@countersign/domain/approvals';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One change of how a model is classified; the database carries it over to the model. */
@Entity('model_classification')
export class ModelClassification {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('uuid', { name: 'model_id' }) modelId!: string;
  @Column('text', { name: 'risk_tier' }) riskTier!: RiskTier;
  @Column('text', { name: 'use_case', nullable: true }) useCase!: string | null;
  @Column('text', { array: true }) tags!: string[];
  @Column('text') reason!: string;
  @Column('text', { name: 'classified_by' }) classifiedBy!: string;
  @Column('timestamptz', { name: 'classified_at' }) classifiedAt!: Date;
}
