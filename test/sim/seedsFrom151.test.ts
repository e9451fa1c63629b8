import { itBreaksNoInvariant } from './itBreaksNoInvariant';

itBreaksNoInvariant({ from: 151, seeds: 50 });
