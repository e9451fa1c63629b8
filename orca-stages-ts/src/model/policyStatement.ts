/** One statement of a function's resource policy. */
export interface PolicyStatement {
  sid: string;
  effect: string;
  principal: string;
  action: string;
  sourceArn?: string;
}
