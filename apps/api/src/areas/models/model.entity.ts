import { type RiskTier } from '@countersign/domain/approvals';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Task } from './task';

@Entity('model')
export class Model {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('text') name!: string;
  @Column('text') purpose!: string;
  @Column('text') task!: Task;
  @Column('text', { name: 'risk_tier' }) riskTier!: RiskTier;
  @Column('text', { name: 'use_case', nullable: true }) useCase!: string | null;
  @Column('text', { array: true }) tags!: string[];
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('text', { name: 'created_by' }) createdBy!: string;
}
