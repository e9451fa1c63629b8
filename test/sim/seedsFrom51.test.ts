import { itBreaksNoInvariant } from './itBreaksNoInvariant';

itBreaksNoInvariant({ from: 51, seeds: 50 });
