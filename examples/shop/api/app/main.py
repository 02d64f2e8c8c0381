from flask import Flask, jsonify

from .models import products

app = Flask(__name__)


@app.get("/products")
def list_products():
    return jsonify(products())
