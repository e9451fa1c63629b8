import type { CloudwatchScope } from './cloudwatchState';
import type { FunctionRecord } from './functionRecord';
import type { MappingRecord } from './mappingRecord';
import { named } from './named';

/** Lambda's state of one account in one region. */
export type Scope = { functions: Record<string, FunctionRecord>; mappings: Record<string, MappingRecord> };

/** One stored version of an object; `file` is absent for a delete marker. */
export type ObjectVersion = {
  versionId: string;
  file?: string;
  size: number;
  etag: string;
  lastModified: string;
  contentType: string;
  metadata: Record<string, string>;
};

/** A bucket; the newest version of an object comes last. */
export type Bucket = {
  account: string;
  region: string;
  createdAt: string;
  versioning: 'Off' | 'Enabled' | 'Suspended';
  objects: Record<string, ObjectVersion[]>;
};

/** One part of an object that is still being uploaded. */
export type UploadedPart = { partNumber: number; file: string; size: number; etag: string; lastModified: string };

/** An object that is being uploaded in parts. */
export type MultipartUpload = {
  bucket: string;
  key: string;
  account: string;
  contentType: string;
  metadata: Record<string, string>;
  initiatedAt: string;
  /** By number. */
  parts: Record<string, UploadedPart>;
};

/** Temporary credentials that AssumeRole issued. */
type RoleSession = {
  account: string;
  roleName: string;
  sessionName: string;
  roleId: string;
  /** Epoch milliseconds. */ expiresAt: number;
};

/** Everything that survives a restart. */
export type EmulatorState = {
  formatVersion: 1;
  /** By `account/region`. */
  scopes: Record<string, Scope>;
  /** By name: bucket names are global. */
  buckets: Record<string, Bucket>;
  /** By ID: uploads in parts that are neither complete nor aborted. */
  uploads: Record<string, MultipartUpload>;
  /** By `account/region`. */
  cloudwatch: Record<string, CloudwatchScope>;
  /** By access key id. */
  sessions: Record<string, RoleSession>;
};

/** The state of a new emulator. */
export function emptyState(): EmulatorState {
  return {
    formatVersion: 1,
    scopes: named(),
    buckets: named(),
    uploads: named(),
    cloudwatch: named(),
    sessions: named(),
  };
}
