import { createServer } from 'node:http';

const api = process.env['API_URL'] ?? 'http://localhost:8000';

createServer(async (_request, response) => {
  const products = await fetch(`${api}/products`).then((answer) => answer.json());
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(products));
}).listen(3000);
