/**
 * Settings that create and update share. What is absent is not sent; empty lists and texts are sent as AWS's way to
 * clear a setting.
 */
export interface ConfigurationSpec {
  runtime?: string;
  handler?: string;
  role?: string;
  description?: string;
  memorySizeMb?: number;
  timeoutSeconds?: number;
  ephemeralStorageMb?: number;
  layers?: string[];
  environment?: Record<string, string>;
  kmsKeyArn?: string;
  vpc?: { subnetIds: string[]; securityGroupIds: string[] };
  deadLetterArn?: string;
  tracingMode?: string;
}

/** Where a function's code is in S3. */
export interface CodeSpec {
  bucket: string;
  key: string;
  objectVersion?: string;
}

/** The input of CreateFunction. */
export interface CreateFunctionSpec extends ConfigurationSpec {
  functionName: string;
  code: CodeSpec;
  architectures?: string[];
  tags?: Record<string, string>;
  publish: boolean;
}

/** The input of UpdateFunctionCode; a dry run changes nothing. */
export interface UpdateCodeSpec {
  functionName: string;
  code: CodeSpec;
  architectures?: string[];
  publish: boolean;
  dryRun?: boolean;
  revisionId?: string;
}

/** The input of UpdateFunctionConfiguration. */
export interface UpdateConfigurationSpec extends ConfigurationSpec {
  functionName: string;
  revisionId?: string;
}
