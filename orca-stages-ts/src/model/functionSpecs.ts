/** Settings that create and update share; what is absent is not sent. Empty lists and texts are sent as AWS's way to clear. */
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

/** Where the code of a function lies in S3. */
export interface CodeSpec {
  bucket: string;
  key: string;
  objectVersion?: string;
}

/** What CreateFunction is given. */
export interface CreateFunctionSpec extends ConfigurationSpec {
  functionName: string;
  code: CodeSpec;
  architectures?: string[];
  tags?: Record<string, string>;
  publish: boolean;
}

/** What UpdateFunctionCode is given; a dry run changes nothing. */
export interface UpdateCodeSpec {
  functionName: string;
  code: CodeSpec;
  architectures?: string[];
  publish: boolean;
  dryRun?: boolean;
  revisionId?: string;
}

/** What UpdateFunctionConfiguration is given. */
export interface UpdateConfigurationSpec extends ConfigurationSpec {
  functionName: string;
  revisionId?: string;
}
