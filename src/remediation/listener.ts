/**
 * Who hears what people say about a proposal. `app`: somebody reads comments and ticks; `closing`: it is only noticed that it
 * was closed; `nobody`: it is no pull request.
 */
export type Listener = 'app' | 'closing' | 'nobody';
