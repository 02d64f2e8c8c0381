import os

import psycopg2


def products():
    with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute("select id, name, price from products order by name")
        return [{"id": row[0], "name": row[1], "price": str(row[2])} for row in cursor.fetchall()]
