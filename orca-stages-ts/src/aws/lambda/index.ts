export { lambdaPaces, type LambdaRates } from './lambdaPaces';
export { lambdaService } from './lambdaService';
