export { registerTraffic } from './registerTraffic';
