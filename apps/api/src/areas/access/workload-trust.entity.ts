import { Column, Entity, PrimaryColumn } from 'typeorm';

/** By which tokens a service proves itself. Who it is and what it may do stands in its service_token of the same id. */
@Entity('workload_trust')
export class WorkloadTrust {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  @Column('text') issuer!: string;
  /** The token's subject is one of these. */
  @Column('text', { array: true }) subjects!: string[];
  /** Further claims by name; the token's is one of the values. */
  @Column('jsonb') claims!: Record<string, string[]>;
}
