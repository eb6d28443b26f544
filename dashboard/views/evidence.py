"""Which sentence says so."""
import streamlit as st
st.write(st.query_params)
