/** Reads a request: its method, path, parameters and upload. */
import { encodeBase64 } from 'hono/utils/encode';

/** A request, with the method that the SDK means, and the status of its response. */
export interface RecordedRequest {
  /** `PATCH` where the SDK sends `POST ...?_method=PATCH`. */
  method: string;
  /** From `/v1` on. */
  path: string;
  query: URLSearchParams;
  form: URLSearchParams;
  /** `none`: the stub does not support the request. */
  answeredBy: 'route' | 'fault' | 'none';
  /** What the stub does not support, in a sentence, if it is `none`. */
  unsupported?: string;
  /** HTTP status; 0 before the response, and if the connection failed. */
  status: number;
  /** When the request arrived, in unix milliseconds. */
  at: number;
}

export async function readRequest(request: Request): Promise<{ record: RecordedRequest; upload: string | null }> {
  const { pathname: path, searchParams: query } = new URL(request.url);
  // The SDK sends GET and POST only, with the intended method in the query.
  const override = request.method === 'POST' ? query.get('_method') : null;
  const method = override || request.method;
  const { text, upload } = await readBody(request);
  const form = new URLSearchParams(text);
  return { record: { method, path, query, form, answeredBy: 'route', status: 0, at: Date.now() }, upload };
}

/** The parameters, or the uploaded file as a data: URL. The SDK sends a `File` as a form, and a string as it is. */
async function readBody(request: Request): Promise<{ text: string; upload: string | null }> {
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('multipart/')) {
    const file = (await request.formData().catch(() => undefined))?.get('file');
    const isFile = file instanceof File;
    return { text: '', upload: isFile ? `data:${file.type};base64,${encodeBase64(await file.arrayBuffer())}` : null };
  }
  const text = await request.text().catch(() => '');
  return type === 'application/octet-stream' ? { text: '', upload: text } : { text, upload: null };
}
